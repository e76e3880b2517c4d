package vn.caunoi.delivery;

import vn.caunoi.channel.SendOutcome;

/** A claimed delivery and how its send ended. {@code tried} is false when it was put back without being handed to the network. */
record Decision(Claimed claimed, SendOutcome outcome, boolean tried) {}
