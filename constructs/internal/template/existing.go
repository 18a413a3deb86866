package template

// ExistingGateways is the key, in the metadata of a template, of the S3 gateway endpoints that exist outside of the app: an
// object with the Path and the RouteTableIds of each by its id. The constructs of this library write it.
const ExistingGateways = "privates3::ExistingGateways"

// addExisting reads the endpoints of the metadata. Nothing is known of one that is not in the form above.
func (s *Stack) addExisting(template object) {
	metadata, _ := template.get("Metadata").(object)
	gateways, _ := metadata.get(ExistingGateways).(object)
	for _, m := range gateways {
		body, _ := m.value.(object)
		path, named := body.get("Path").(string)
		tables, ok := body.get("RouteTableIds").([]any)
		if !named || !ok || s.resources[m.name] != nil {
			continue
		}
		r := &Resource{Stack: s, LogicalId: m.name, Path: path, Type: "AWS::EC2::VPCEndpoint", Existing: true, properties: object{
			{name: "RouteTableIds", value: tables},
			{name: "ServiceName", value: object{{name: "Fn::Sub", value: "com.amazonaws.${AWS::Region}.s3"}}},
			{name: "VpcEndpointType", value: "Gateway"},
		}}
		s.resources[m.name] = r
		s.Existing = append(s.Existing, r)
	}
}
