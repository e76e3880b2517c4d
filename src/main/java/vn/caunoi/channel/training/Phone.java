package vn.caunoi.channel.training;

import java.util.List;
import vn.caunoi.channel.Channel;

/**
 * A simulated phone as it stands now. {@code id} is like {@code zalo-1}; {@code owner} is what trainees call the resident, and no network ever
 * learns it. {@code state} says in Vietnamese whether the ward can write there.
 */
public record Phone(String id, Channel channel, String owner, String state, List<Gesture> gestures) {}
