package s3path

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// SchemaVersion is the version of the JSON form of a [Report]. A change that breaks readers raises it.
const SchemaVersion = 1

// JSON returns the report in the form that report.schema.json describes, indented and with a newline at the end.
func (r *Report) JSON() string {
	var b strings.Builder
	_ = r.WriteJSON(&b) // a strings.Builder does not fail
	return b.String()
}

// WriteJSON writes what JSON returns, piece by piece, so that a large report is never in memory as a whole. It returns the
// error of the writer.
func (r *Report) WriteJSON(w io.Writer) error {
	b := bufio.NewWriter(w)
	j := &jsonWriter{b: b}
	j.encoder = json.NewEncoder(&j.text)
	j.open("{")
	j.field("version", r.Version)
	j.list("vpcs", len(r.Vpcs), func(i int) { j.object(r.Vpcs[i], nil) })
	j.list("groups", len(r.Groups), func(i int) {
		clients := r.Groups[i].Clients
		j.object(r.Groups[i].Result, func() { j.list("clients", len(clients), func(i int) { j.value(&clients[i]) }) })
	})
	j.list("gaps", len(r.Gaps), func(i int) { j.object(r.Gaps[i], nil) })
	if len(r.Unused) > 0 {
		j.list("unused", len(r.Unused), func(i int) { j.object(r.Unused[i], nil) })
	}
	if len(r.NotS3) > 0 {
		j.field("notS3", r.NotS3)
	}
	if len(r.NoNetwork) > 0 {
		j.field("noNetwork", r.NoNetwork)
	}
	if len(r.Parameters) > 0 {
		j.list("parameters", len(r.Parameters), func(i int) { j.object(r.Parameters[i], nil) })
	}
	if r.NoDualstack {
		j.field("noDualstack", true)
	}
	j.close("}")
	_, _ = b.WriteString("\n")
	return b.Flush() // which returns the first error
}

// jsonWriter writes JSON line by line.
type jsonWriter struct {
	b       *bufio.Writer
	indent  string
	inner   bool // whether something precedes in the object or list
	encoder *json.Encoder
	text    bytes.Buffer // of a value
}

func (j *jsonWriter) open(bracket string) {
	_, _ = j.b.WriteString(bracket)
	j.indent += "  "
	j.inner = false
}

func (j *jsonWriter) close(bracket string) {
	j.indent = j.indent[2:]
	if j.inner {
		_, _ = j.b.WriteString("\n" + j.indent)
	}
	_, _ = j.b.WriteString(bracket)
	j.inner = true
}

// next begins a line.
func (j *jsonWriter) next() {
	if j.inner {
		_ = j.b.WriteByte(',')
	}
	_ = j.b.WriteByte('\n')
	_, _ = j.b.WriteString(j.indent)
	j.inner = true
}

// value writes a value on the line.
func (j *jsonWriter) value(v any) { _, _ = j.b.Write(j.encode(v, "", "")) }

// encode returns the text of a value, until the next is encoded.
func (j *jsonWriter) encode(v any, prefix, indent string) []byte {
	j.text.Reset()
	j.encoder.SetIndent(prefix, indent)
	if err := j.encoder.Encode(v); err != nil {
		panic(err) // not for a report, which has numbers, strings and lists alone
	}
	return jsonText(bytes.TrimSuffix(j.text.Bytes(), []byte("\n")))
}

func (j *jsonWriter) field(name string, v any) {
	j.next()
	_, _ = j.b.WriteString(`"` + name + `": `)
	j.value(v)
}

// object writes a struct with a line for each field, and more fields after them.
func (j *jsonWriter) object(v any, more func()) {
	text := j.encode(v, j.indent, "  ")
	if more == nil {
		_, _ = j.b.Write(text)
		return
	}
	_, _ = j.b.Write(bytes.TrimRight(text, "\n }"))
	j.indent += "  "
	more()
	j.close("}")
}

// list writes a list with an element on each line.
func (j *jsonWriter) list(name string, n int, element func(i int)) {
	j.next()
	_, _ = j.b.WriteString(`"` + name + `": `)
	j.open("[")
	for i := range n {
		j.next()
		element(i)
	}
	j.close("]")
}
