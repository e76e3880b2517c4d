package vn.caunoi.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encryption at rest. Every sealed value is bound to a context, usually {@code table.column}: a value moved elsewhere does not open.
 * AES-256-GCM by Tink; look-up values are HMAC-SHA-256 with a key of their own, so equal inputs can be found without being read.
 */
public final class Vault {
  private final Aead aead;
  private final Mac lookup;

  Vault(Aead aead, Mac lookup) {
    this.aead = aead;
    this.lookup = lookup;
  }

  public byte[] seal(String context, byte[] plain) {
    return encrypt(aead, context, plain);
  }

  public byte[] seal(String context, String plain) {
    return seal(context, plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Errs with {@link IllegalStateException} when the bytes were not sealed with this keyset and context. */
  public byte[] open(String context, byte[] sealed) {
    return decrypt(aead, context, sealed);
  }

  public String openText(String context, byte[] sealed) {
    return new String(open(context, sealed), StandardCharsets.UTF_8);
  }

  /** 32 bytes that are equal for equal values of one context, and say nothing else about the value. */
  public byte[] lookup(String context, String value) {
    try {
      return lookup.computeMac((context + '\0' + value).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("look-up key unusable", e);
    }
  }

  /** A new key of its own for one record; keep {@link DataKey#sealed()} beside the record. Deleting that destroys the record's content. */
  public DataKey newDataKey(String context) {
    try {
      var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      var bytes = TinkProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
      return new DataKey(handle.getPrimitive(RegistryConfiguration.get(), Aead.class), seal(context, bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no data key", e);
    }
  }

  public DataKey openDataKey(String context, byte[] sealed) {
    try {
      var handle = TinkProtoKeysetFormat.parseKeyset(open(context, sealed), InsecureSecretKeyAccess.get());
      return new DataKey(handle.getPrimitive(RegistryConfiguration.get(), Aead.class), sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("data key unusable", e);
    }
  }

  /** The key of one record. */
  public static final class DataKey {
    private final Aead aead;
    private final byte[] sealed;

    private DataKey(Aead aead, byte[] sealed) {
      this.aead = aead;
      this.sealed = sealed;
    }

    /** The key itself, sealed by the vault. */
    public byte[] sealed() {
      return sealed.clone();
    }

    public byte[] seal(String context, byte[] plain) {
      return encrypt(aead, context, plain);
    }

    public byte[] seal(String context, String plain) {
      return seal(context, plain.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] open(String context, byte[] bytes) {
      return decrypt(aead, context, bytes);
    }

    public String openText(String context, byte[] bytes) {
      return new String(open(context, bytes), StandardCharsets.UTF_8);
    }
  }

  private static byte[] encrypt(Aead aead, String context, byte[] plain) {
    try {
      return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + context, e);
    }
  }

  private static byte[] decrypt(Aead aead, String context, byte[] sealed) {
    try {
      return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open " + context, e);
    }
  }
}
