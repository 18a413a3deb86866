package s3path_test

import (
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// The tables of two attachments depend on two conditions, and the report names these in the same order in every run.
func TestCausesOfAttachmentsAreInOrder(t *testing.T) {
	source := templatetest.Source(t, `
		Parameters: {Any: {Type: String}}
		Conditions: {First: {Fn::Equals: [@Any, "1"]}, Second: {Fn::Equals: [@Any, "2"]}}`+onTransit+ownTables+propagations+`
		ShopUses   TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @ShopAtt, TransitGatewayRouteTableId: @ShopRoutes} {Condition: First}
		VaultUses  TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @VaultAtt, TransitGatewayRouteTableId: @BackRoutes} {Condition: Second}`)
	var first string
	for range 20 {
		report, err := s3path.Analyze(source, s3path.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if text := report.String(); first == "" {
			first = text
		} else if text != first {
			t.Fatalf("two reports of one network differ:\n%s\n%s", first, text)
		}
	}
	if !strings.Contains(first, "condition First of stack template (Resources.ShopUses.Condition) and condition Second") {
		t.Errorf("the conditions are not in order:\n%s", first)
	}
}
