package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.NotFound;

/** Uploads the working copy of a photo, or its thumbnail when that is above Zalo's 1 MB, and remembers the id while it lives. */
class UploadedPictures implements ZaloPictures {
  private static final int MAX_BYTES = 1_048_576;
  private static final int REMEMBERED = 1_000;
  private static final Duration LIFE = Duration.ofDays(6);

  private record Key(UUID account, UUID image) {}

  private record Upload(String id, Instant at) {}

  private final ZaloApi api;
  private final AttachmentStore store;
  private final Clock clock;
  private final Map<Key, Upload> uploads = new ConcurrentHashMap<>();
  private final SingleFlight<String> flights = new SingleFlight<>();

  UploadedPictures(ZaloApi api, AttachmentStore store, Clock clock) {
    this.api = api;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Mono<String> attachmentId(ChannelAccount account, String token, UUID image) {
    var known = uploads.get(new Key(account.id(), image));
    return known != null && clock.instant().isBefore(known.at().plus(LIFE))
        ? Mono.just(known.id())
        : flights.run(image, () -> uploadAndRemember(account, token, image));
  }

  @Override
  public void forget(ChannelAccount account, UUID image) {
    uploads.remove(new Key(account.id(), image));
  }

  private Mono<String> uploadAndRemember(ChannelAccount account, String token, UUID image) {
    return store.get(account.wardId(), image)
        .flatMap(attachment -> store.workingCopy(account.wardId(), image)
            .flatMap(bytes -> bytes.length <= MAX_BYTES
                ? upload(api, account, token, MediaType.parseMediaType(attachment.type()), bytes)
                : thumbnail(account, token, image)))
        .doOnNext(id -> remember(new Key(account.id(), image), id))
        .onErrorResume(NotFound.class, gone -> Mono.empty());
  }

  private Mono<String> thumbnail(ChannelAccount account, String token, UUID image) {
    return store.thumbnail(account.wardId(), image).flatMap(bytes -> upload(api, account, token, MediaType.IMAGE_JPEG, bytes));
  }

  private void remember(Key key, String id) {
    if (uploads.size() >= REMEMBERED) {
      uploads.clear();
    }
    uploads.put(key, new Upload(id, clock.instant()));
  }

  /** Empty when Zalo does not take the picture. */
  static Mono<String> upload(ZaloApi api, ChannelAccount account, String token, MediaType type, byte[] bytes) {
    var name = MediaType.IMAGE_PNG.equalsTypeAndSubtype(type) ? "photo.png" : "photo.jpg";
    return api.upload(account.simulated(), "/v2.0/oa/upload/image", token, name, type, bytes)
        .mapNotNull(answer -> answer instanceof ZaloAnswer.Said said && said.error() == 0
            ? ZaloEvents.text(said.data(), "attachment_id") : null)
        .filter(id -> !id.isBlank());
  }
}
