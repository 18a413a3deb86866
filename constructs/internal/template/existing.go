package template

// ExistingGateways is the key, in the metadata of a template, of the S3 gateway endpoints that exist outside of the app: an
// object with the Path and the RouteTableIds of each by its id. The constructs of this library write it.
const ExistingGateways = "privates3::ExistingGateways"

// addExisting reads the endpoints of the metadata. Nothing is known of one that is not in the form above.
func (s *Stack) addExisting(template map[string]any) {
	metadata, _ := template["Metadata"].(map[string]any)
	gateways, _ := metadata[ExistingGateways].(map[string]any)
	for _, id := range sortedKeys(gateways) {
		body, _ := gateways[id].(map[string]any)
		path, named := body["Path"].(string)
		tables, ok := body["RouteTableIds"].([]any)
		if !named || !ok || s.resources[id] != nil {
			continue
		}
		r := &Resource{Stack: s, LogicalId: id, Path: path, Type: "AWS::EC2::VPCEndpoint", Existing: true, properties: map[string]any{
			"VpcEndpointType": "Gateway",
			"ServiceName":     map[string]any{"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"RouteTableIds":   tables,
		}}
		s.resources[id] = r
		s.Existing = append(s.Existing, r)
	}
}
