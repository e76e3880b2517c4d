package vn.caunoi.tip;

import java.util.UUID;

/** An answer that was written. {@code onItsWay}: it leaves on the reporter's channel; otherwise it waits on the page of the tip. */
public record TipAnswer(UUID id, boolean onItsWay) {}
