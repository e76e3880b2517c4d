/**
 * Stand-ins that speak the protocols of Zalo and Telegram over loopback HTTP: for the demo, the tests and the benchmark, and the only ones
 * in the code base. Start reading at {@link vn.caunoi.channel.simulated.ZaloTwin}.
 */
@NullMarked
package vn.caunoi.channel.simulated;

import org.jspecify.annotations.NullMarked;
