package s3path

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
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

// WriteJSON writes what JSON returns, client by client, so that a large report is never in memory as a whole. It returns the
// error of the writer.
func (r *Report) WriteJSON(w io.Writer) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encode := func(v any, prefix, indent string) []byte {
		text.Reset()
		encoder.SetIndent(prefix, indent)
		if err := encoder.Encode(v); err != nil {
			panic(err) // cannot happen: a report has only structs, lists, strings, numbers and booleans
		}
		return jsonText(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
	}
	rest := *r
	rest.Groups = []Group{}
	before, after, _ := bytes.Cut(slices.Clone(encode(rest, "", "  ")), []byte(`"groups": []`)) // which no value contains: its quotes would be escaped
	b := bufio.NewWriter(w)
	write := func(format string, values ...any) { _, _ = fmt.Fprintf(b, format, values...) }
	write(`%s"groups": [`, before)
	for i, g := range r.Groups {
		if i > 0 {
			write(",")
		}
		write("\n    %s,\n      \"clients\": [", bytes.TrimSuffix(encode(g.Result, "    ", "  "), []byte("\n    }")))
		for j := range g.Clients { // without formatting, because there may be very many
			if j > 0 {
				_ = b.WriteByte(',')
			}
			_, _ = b.WriteString("\n        ")
			_, _ = b.Write(encode(&g.Clients[j], "", ""))
		}
		write("\n      ]\n    }")
	}
	if len(r.Groups) > 0 {
		write("\n  ")
	}
	write("]%s\n", after)
	return b.Flush() // which returns the first error
}
