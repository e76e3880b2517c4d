package vn.caunoi.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens the keyset and makes sure that it is the database's: a canary sealed at the first start must open. A keyset is made only beside an
 * empty database.
 */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
  private static final String CANARY = "keyset.canary";

  /** Both keysets in one file: {@code {"aead": …, "lookup": …}}, in Tink's JSON form. */
  record KeysetFile(tools.jackson.databind.JsonNode aead, tools.jackson.databind.JsonNode lookup) {}

  @Bean
  @DependsOnDatabaseInitialization
  Vault vault(CauNoiSettings settings, DataSource dataSource, JsonMapper json) throws GeneralSecurityException, IOException {
    AeadConfig.register();
    MacConfig.register();
    var database = JdbcClient.create(dataSource);
    var canary = database.sql("select sealed from keyset_canary").query(byte[].class).optional();
    var vault = open(keyset(settings, canary.isPresent(), json), json);
    verify(vault, canary, database);
    return vault;
  }

  private static String keyset(CauNoiSettings settings, boolean dataExists, JsonMapper json) throws GeneralSecurityException, IOException {
    if (settings.keyset() != null && settings.keyset().startsWith("{")) {
      return settings.keyset();
    }
    var file = settings.keyset() == null ? settings.dataDir().resolve("keyset.json") : Path.of(settings.keyset());
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    if (dataExists) {
      throw new WrongSetting("CAUNOI_KEYSET: không thấy tệp khoá %s, mà cơ sở dữ liệu đã có dữ liệu mã hoá; hãy khôi phục đúng tệp khoá từ bản sao lưu."
          .formatted(file));
    }
    return write(file, json);
  }

  private static String write(Path file, JsonMapper json) throws GeneralSecurityException, IOException {
    var aead = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    var mac = KeysetHandle.generateNew(HmacParameters.builder().setKeySizeBytes(32).setTagSizeBytes(32)
        .setHashType(HmacParameters.HashType.SHA256).setVariant(HmacParameters.Variant.NO_PREFIX).build());
    var text = json.writeValueAsString(new KeysetFile(json.readTree(serialize(aead)), json.readTree(serialize(mac))));
    Files.createDirectories(file.toAbsolutePath().getParent());
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = file.resolveSibling(file.getFileName() + ".new");    // a kill in between leaves no half keyset under its name
    Files.deleteIfExists(draft);
    Files.createFile(draft, owner);
    Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return text;
  }

  private static String serialize(KeysetHandle handle) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
  }

  private static Vault open(String text, JsonMapper json) {
    try {
      var file = json.readValue(text, KeysetFile.class);
      var aead = TinkJsonProtoKeysetFormat.parseKeyset(file.aead().toString(), InsecureSecretKeyAccess.get());
      var lookup = TinkJsonProtoKeysetFormat.parseKeyset(file.lookup().toString(), InsecureSecretKeyAccess.get());
      return new Vault(aead.getPrimitive(RegistryConfiguration.get(), Aead.class), lookup.getPrimitive(RegistryConfiguration.get(), Mac.class));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw WrongSetting.secret("CAUNOI_KEYSET", "một tệp khoá do Cầu Nối tạo ra, hoặc nội dung của nó");
    }
  }

  private static void verify(Vault vault, Optional<byte[]> canary, JdbcClient database) {
    if (canary.isEmpty()) {
      database.sql("insert into keyset_canary (sealed) values (?) on conflict do nothing").param(vault.seal(CANARY, CANARY)).update();
      return;
    }
    try {
      vault.open(CANARY, canary.get());
    } catch (IllegalStateException e) {
      throw new WrongSetting("CAUNOI_KEYSET: khoá này không phải của cơ sở dữ liệu đang mở; hãy dùng đúng tệp khoá của nó.");
    }
  }
}
