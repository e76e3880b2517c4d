package vn.caunoi.tip;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.conversation.Conversations;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.platform.InvalidInput;

/**
 * Takes in what a resident confirmed. An anonymous tip keeps no address, and what led to it is erased in the same transaction; what led to
 * any other is not shown again.
 */
@Component
class OpenTipAction implements FlowAction {
  private final TipDesk desk;
  private final TipCategories categories;
  private final ContactBook contacts;
  private final Conversations conversations;

  OpenTipAction(TipDesk desk, TipCategories categories, ContactBook contacts, Conversations conversations) {
    this.desk = desk;
    this.categories = categories;
    this.contacts = contacts;
    this.conversations = conversations;
  }

  @Override
  public String name() {
    return "open_tip";
  }

  @Override
  public boolean mayErase() {
    return true;
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    var hide = anonymous(call) ? conversations.eraseTrail(call.wardId(), call.conversationId(), call.from())
        : conversations.concealTrail(call.wardId(), call.from());
    return contacts.get(call.wardId(), call.contactId())
        .map(contact -> Optional.ofNullable(contact.groupId()))
        .map(group -> newTip(call, group.orElse(null)))
        .delayUntil(tip -> hide)
        .flatMap(desk::open)
        .map(receipt -> Map.of("tip_code", receipt.code(), "tip_secret", receipt.secret()))
        .onErrorReturn(InvalidInput.class, Map.of("tip_code", "", "tip_secret", ""));
  }

  private NewTip newTip(FlowCall call, @Nullable UUID group) {
    return new NewTip(call.wardId(), group, call.from().channel(), anonymous(call) ? null : call.from(),
        categories.topic(call.get("category")).key(), concerns(call.get("conflict")), call.get("text"), PhotoList.of(call.get("photos")),
        call.get("place"), call.at());
  }

  private static boolean anonymous(FlowCall call) {
    return call.get("anonymous").equals("yes");
  }

  /** A plain yes may mean the command, so it stays hidden from the command too. */
  private static Tip.Concerns concerns(String conflict) {
    return switch (conflict) {
      case "officer" -> Tip.Concerns.OFFICER;
      case "yes", "command" -> Tip.Concerns.COMMAND;
      default -> Tip.Concerns.NONE;
    };
  }
}
