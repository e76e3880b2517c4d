/** Measures the packaged service: how many events it takes in, how many messages leave, how fast it starts, how much memory it needs. */
@NullMarked
package vn.caunoi.bench;

import org.jspecify.annotations.NullMarked;
