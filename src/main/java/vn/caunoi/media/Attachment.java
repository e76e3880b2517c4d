package vn.caunoi.media;

import java.util.UUID;

/**
 * A stored photo. {@code type}, {@code width} and {@code height} are those of the working copy, upright; {@code bytes} and {@code sha256}
 * (hexadecimal) those of the original as it arrived.
 */
public record Attachment(UUID wardId, UUID id, String type, int width, int height, long bytes, String sha256) {}
