package vn.caunoi.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Coverage;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;
import vn.caunoi.ward.GroupRegister;
import vn.caunoi.ward.ResidentialGroup;

/** Residential groups with how far each is connected. */
@RestController
class GroupResource {
  private static final int SMALL = 5;

  private final GroupRegister register;
  private final Audiences audiences;

  GroupResource(GroupRegister register, Audiences audiences) {
    this.register = register;
    this.audiences = audiences;
  }

  /**
   * {@code reachable}: people who agreed to notices and can be written to; {@code coverage}: households reached in percent, at most 100.
   * Counts of people from one to four are not given: then the value is null.
   */
  record Group(String id, String name, String kind, int households, @Nullable Integer reachable, @Nullable Double coverage) {
    static Group of(ResidentialGroup group, @Nullable Coverage coverage) {
      int reachable = coverage == null ? 0 : coverage.reachable();
      int answering = coverage == null ? 0 : coverage.answering();
      return new Group(group.id().toString(), group.name(), group.kind().name(), group.households(), small(reachable) ? null : (Integer) reachable,
          small(answering) || coverage == null ? null : (Double) (Math.floor(coverage.percent() * 10) / 10));
    }

    private static boolean small(int people) {
      return people > 0 && people < SMALL;
    }
  }

  @GetMapping("/api/v1/groups")
  Mono<Slice<Group>> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > Slice.MAX_LIMIT) {
      return Mono.error(new InvalidInput("limit", "limit phải từ 1 đến %d.".formatted(Slice.MAX_LIMIT)));
    }
    return Mono.zip(Mono.defer(() -> register.page(me.ward(), cursor, limit)), audiences.coverage(me.ward()).collectMap(Coverage::groupId, Function.identity()))
        .map(both -> both.getT1().map(group -> Group.of(group, both.getT2().get(group.id()))));
  }
}
