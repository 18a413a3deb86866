// Package flow decides whether a flow of packets can pass a network, what decides it, and what is in doubt. It knows AWS's
// ways of filtering and routing, and nothing of templates.
//
// An answer is a list of [Piece]s: every packet of the question is in exactly one of them, and whatever the unknown parts
// of the network turn out to be, what becomes of the packet is among the [End]s of its piece. One end is a fact; several
// are a doubt, and the piece's [Causes] say what would settle it.
//
// What is unknown comes in three forms, none of which an evaluator has to ask for:
//   - an unknown set of addresses is a [Symbol], known by its identity and by bounds;
//   - an unknown reference is a list of alternatives, [Alts];
//   - an unknown existence is an [Entry] or a [Route] that may exist.
//
// What is not seen is an element like any other: a table with unseen routes holds one that may exist, has any destination
// and leads [Anywhere]. So something unknown only ever adds ends, and no answer is more certain than the network is.
package flow
