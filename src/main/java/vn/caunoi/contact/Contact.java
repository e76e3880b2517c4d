package vn.caunoi.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resident we can write to, without a name. {@code groupId} is null until they joined a residential group; {@code household} is true
 * when they answer for a household that had not joined yet.
 */
public record Contact(UUID wardId, UUID id, @Nullable UUID groupId, boolean household, String language) {}
