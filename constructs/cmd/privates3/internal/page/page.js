"use strict"

// Filters the table, and shows what decides the paths of a box or an arrow that is chosen.
{
  const id = name => document.getElementById(name)
  const rows = [...document.querySelectorAll("#table tbody tr")]
  const links = [...document.querySelectorAll("a[data-rows]")]
  const drawing = document.querySelector(".drawing svg")
  const form = document.querySelector("form")
  const rowsOf = link => new Set(link.dataset.rows.split(" ").map(number => "row-" + number))
  let chosen = null
  let texts = null // of the rows, read when they are first searched

  function filter() {
    const text = id("text").value.trim().toLowerCase()
    const only = chosen && rowsOf(chosen)
    if (text && !texts) texts = rows.map(row => row.textContent.toLowerCase())
    let shown = 0
    for (const [i, row] of rows.entries()) {
      const matches =
        (!only || only.has(row.id)) &&
        (!id("mark").value || row.dataset.mark === id("mark").value) &&
        (!id("path").value || row.dataset.path === id("path").value) &&
        (!text || texts[i].includes(text))
      row.hidden = !matches
      if (matches) shown++
    }
    id("number").textContent = `${shown} of ${rows.length} ${rows.length === 1 ? "row" : "rows"}`
  }

  const most = 20 // results that are shown beside the drawing

  function describe(link) {
    const only = rowsOf(link)
    const list = rows.filter(row => only.has(row.id))
    id("chosen-heading").textContent = link.getAttribute("aria-label")
    id("decides").replaceChildren(
      ...list.slice(0, most).map(row => {
        const [, clients, , name, , path, reaches, why] = row.cells
        const item = document.createElement("li")
        const who = document.createElement("strong")
        who.textContent = clients.firstChild.textContent.trim()
        const result = document.createElement("div")
        result.textContent = `${name.textContent} name, path ${path.textContent}, reaches S3: ${reaches.textContent}`
        const reason = document.createElement("div")
        reason.append(...[...why.childNodes].map(node => node.cloneNode(true)))
        for (const details of reason.querySelectorAll("details")) details.open = true
        item.append(who, result, reason)
        return item
      }),
    )
    if (list.length > most) {
      const item = document.createElement("li")
      item.textContent = `${list.length - most} more in the table`
      id("decides").append(item)
    }
  }

  function choose(link) {
    chosen = link
    const only = link && rowsOf(link)
    for (const other of links) {
      other.classList.toggle("current", other === link)
      other.classList.toggle("faded", Boolean(only) && ![...rowsOf(other)].some(row => only.has(row)))
    }
    drawing.classList.toggle("choosing", Boolean(link))
    document.querySelector(".chosen").hidden = !link
    if (link) describe(link)
    filter()
  }

  if (form) {
    for (const element of document.querySelectorAll(".script")) element.hidden = false
    form.addEventListener("input", filter)
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("reset", () => {
      choose(null)
      setTimeout(filter)
    })
    for (const link of links) {
      link.addEventListener("click", event => {
        event.preventDefault()
        choose(chosen === link ? null : link)
      })
    }
    id("all").addEventListener("click", () => {
      const back = chosen
      choose(null)
      back.focus()
    })
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && chosen) choose(null)
    })
    filter()
  }
}
