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
			panic(err) // not for a report, which has numbers, strings and lists alone
		}
		return jsonText(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
	}
	rest := *r
	rest.Groups = []Group{}
	before, after, _ := bytes.Cut(slices.Clone(encode(rest, "", "  ")), []byte(`"groups": []`)) // in no name, whose quotes are escaped
	b := bufio.NewWriter(w)
	write := func(format string, values ...any) { _, _ = fmt.Fprintf(b, format, values...) }
	comma := ""
	write(`%s"groups": [`, before)
	for _, g := range r.Groups {
		write("%s\n    %s,\n      \"clients\": [", comma, bytes.TrimSuffix(encode(g.Result, "    ", "  "), []byte("\n    }")))
		comma = "\n        "
		for i := range g.Clients { // of which there may be very many
			_, _ = b.WriteString(comma)
			_, _ = b.Write(encode(&g.Clients[i], "", ""))
			comma = ",\n        "
		}
		comma = ","
		write("\n      ]\n    }")
	}
	if len(r.Groups) > 0 {
		write("\n  ")
	}
	write("]%s\n", after)
	return b.Flush() // which returns the first error
}
