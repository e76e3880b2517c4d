package vn.caunoi.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.ConsentedPhones;
import vn.caunoi.platform.Vault;

/** Table {@code contact_phone}: numbers of mobile phones, sealed, only while their {@link Consent.Purpose#PHONE} stands. */
@Component
class ContactPhones implements ConsentedPhones {
  private static final String SEAL = "contact_phone.phone";
  /** As people write it: spaces, dots and hyphens are left out before; mobile numbers begin with 3, 5, 7, 8 or 9. */
  private static final Pattern MOBILE = Pattern.compile("(?:\\+?84|0)([35789]\\d{8})");

  private final DatabaseClient database;
  private final ContactAddresses addresses;
  private final Vault vault;

  ContactPhones(DatabaseClient database, ContactAddresses addresses, Vault vault) {
    this.database = database;
    this.addresses = addresses;
    this.vault = vault;
  }

  /** A Vietnamese mobile number in the form {@code 84901234567}; empty when it is none. */
  static Optional<String> read(String written) {
    var number = MOBILE.matcher(written.replaceAll("[\\s\\p{Z}.()-]+", ""));
    return number.matches() ? Optional.of("84" + number.group(1)) : Optional.empty();
  }

  /** {@code number} as {@link #read} gives it; replaces another one. */
  Mono<Void> keep(UUID ward, UUID contact, String number, Instant at) {
    return database.sql("""
        insert into contact_phone (ward_id, contact_id, phone_sealed, given_at) values (:ward, :contact, :phone, :at)
        on conflict (ward_id, contact_id) do update set phone_sealed = excluded.phone_sealed, given_at = excluded.given_at""")
        .bind("ward", ward).bind("contact", contact).bind("phone", vault.seal(SEAL, number)).bind("at", ContactAddresses.hour(at)).then();
  }

  Mono<Void> delete(UUID ward, UUID contact) {
    return database.sql("delete from contact_phone where ward_id = :ward and contact_id = :contact")
        .bind("ward", ward).bind("contact", contact).then();
  }

  Mono<String> find(UUID ward, UUID contact) {
    return database.sql("select phone_sealed from contact_phone where ward_id = :ward and contact_id = :contact")
        .bind("ward", ward).bind("contact", contact).map(row -> vault.openText(SEAL, row.get("phone_sealed", byte[].class))).one();
  }

  @Override
  public Mono<String> find(UUID ward, ChannelAddress address) {
    return addresses.findContact(ward, address).flatMap(contact -> find(ward, contact.id()));
  }
}
