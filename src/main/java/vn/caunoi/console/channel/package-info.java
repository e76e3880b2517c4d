/**
 * The accounts of a ward on the networks: how they are, connecting one step by step, changing and removing it.
 * Start reading at {@link vn.caunoi.console.channel.ChannelPages}.
 */
@NullMarked
package vn.caunoi.console.channel;

import org.jspecify.annotations.NullMarked;
