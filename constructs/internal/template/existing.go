package template

// ExistingGateways is the key, in the metadata of a template, of the S3 gateway endpoints that exist outside of the app: an
// object with the construct path of each, and its RouteTableIds. The constructs of this library write it.
const ExistingGateways = "privates3::ExistingGateways"

// addExisting reads the endpoints of the metadata. Nothing is known of one that is not in the form above.
func (s *Stack) addExisting(template map[string]any) {
	metadata, _ := template["Metadata"].(map[string]any)
	gateways, _ := metadata[ExistingGateways].(map[string]any)
	for _, path := range sortedKeys(gateways) {
		body, _ := gateways[path].(map[string]any)
		tables, ok := body["RouteTableIds"].([]any)
		if !ok || s.resources[path] != nil {
			continue
		}
		r := &Resource{Stack: s, LogicalId: path, Path: path, Type: "AWS::EC2::VPCEndpoint", Existing: true, properties: map[string]any{
			"VpcEndpointType": "Gateway",
			"ServiceName":     map[string]any{"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"RouteTableIds":   tables,
		}}
		s.resources[path] = r
		s.Existing = append(s.Existing, r)
	}
}
