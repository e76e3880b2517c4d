package vn.caunoi.flow;

/** One conversation of {@code bot-flows/}: its version is a hash of its content, a running conversation keeps to it. */
public record Flow(String name, String version) {}
