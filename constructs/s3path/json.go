package s3path

import "encoding/json"

// SchemaVersion is the version of the JSON form of a [Report]. A change that breaks readers raises it.
const SchemaVersion = 1

// JSON returns the report in the form that report.schema.json describes, indented and with a newline at the end.
func (r *Report) JSON() string {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(err) // not for a report, which has numbers, strings and lists alone
	}
	return string(jsonText(data)) + "\n"
}
