package vn.caunoi.delivery;

import vn.caunoi.channel.SendOutcome;

/**
 * A claimed delivery and how its send ended. {@code tried} is false when it was put back without being handed to the network;
 * {@code pausesLane} is whether a limit was met that is the account's, not this address's.
 */
record Decision(Claimed claimed, SendOutcome outcome, boolean tried, boolean pausesLane) {
  Decision(Claimed claimed, SendOutcome outcome, boolean tried) {
    this(claimed, outcome, tried, outcome instanceof SendOutcome.RateLimited);
  }
}
