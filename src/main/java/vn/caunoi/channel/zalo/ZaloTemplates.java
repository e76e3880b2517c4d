package vn.caunoi.channel.zalo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.Conflict;

/** The templates of OAs: read from Zalo now and then, kept here so that a draft can be checked without asking. */
@Component
class ZaloTemplates implements MessageTemplates {
  private static final int MOST_PAGES = 3;
  private static final int NO_ANSWER = -32;

  private record Page(int offset, List<JsonNode> rows) {}

  private final ZaloTemplateRows rows;
  private final ZaloTemplateCalls zalo;
  private final ZaloTemplateSender sender;
  private final ChannelAccounts accounts;

  ZaloTemplates(ZaloTemplateRows rows, ZaloTemplateCalls zalo, ZaloTemplateSender sender, ChannelAccounts accounts) {
    this.rows = rows;
    this.zalo = zalo;
    this.sender = sender;
    this.accounts = accounts;
  }

  @Override
  public Flux<MessageTemplate> of(UUID ward) {
    return rows.of(ward);
  }

  @Override
  public Mono<MessageTemplate> find(UUID ward, UUID account, String templateId) {
    return rows.find(ward, account, templateId);
  }

  @Override
  public Flux<Reading> readings(UUID ward) {
    return rows.readings(ward);
  }

  @Override
  public Mono<SendOutcome> rehearse(UUID ward, UUID account, String templateId, String phone, Map<String, String> values) {
    return oa(ward, account).flatMap(found -> sender.rehearse(found, phone, templateId, values));
  }

  @Override
  public Mono<Integer> synchronise(UUID ward, UUID account) {
    return oa(ward, account).flatMap(found -> pages(found).concatMapIterable(Page::rows, 1)
        .filter(row -> !ZaloEvents.text(row, "templateId").isEmpty())
        .concatMap(row -> details(found, row).flatMap(told -> rows.keep(found, told).thenReturn(told.id())))
        .collectList()
        .flatMap(ids -> rows.dropOthers(found, ids).then(rows.read(found, null)).thenReturn(ids.size()))
        .onErrorResume(Refusal.class, refusal -> rows.read(found, refusal.code).then(Mono.error(new Conflict(ZaloTemplateErrors.sentence(refusal.code)))))
        .onErrorMap(AccessTokens.NoToken.class, none -> new Conflict("OA chưa kết nối hoặc Zalo chưa trả lời: xem Cài đặt → Kênh.")));
  }

  private Flux<Page> pages(ChannelAccount account) {
    return page(account, 0).expand(page -> page.rows().size() < ZaloTemplateCalls.PAGE || page.offset() >= ZaloTemplateCalls.PAGE * (MOST_PAGES - 1)
        ? Mono.empty() : page(account, page.offset() + ZaloTemplateCalls.PAGE), 1);
  }

  private Mono<Page> page(ChannelAccount account, int offset) {
    return zalo.list(account, offset).map(answer -> new Page(offset, data(answer).valueStream().toList()));
  }

  /** Without the details of one template its row of the list still says whether it may be used. */
  private Mono<ZaloTemplateTold> details(ChannelAccount account, JsonNode row) {
    return zalo.info(account, ZaloEvents.text(row, "templateId"))
        .map(answer -> ZaloTemplateTold.read(row, ZaloGroupCalls.taken(answer) ? data(answer) : MissingNode.getInstance()));
  }

  private static JsonNode data(ZaloAnswer answer) {
    if (answer instanceof ZaloAnswer.Said said && said.error() == 0) {
      return said.data();
    }
    throw new Refusal(answer instanceof ZaloAnswer.Said said ? said.error() : NO_ANSWER);
  }

  private Mono<ChannelAccount> oa(UUID ward, UUID account) {
    return accounts.get(ward, account).flatMap(found -> found.channel() == Channel.ZALO ? Mono.just(found)
        : Mono.error(new Conflict("Chỉ OA Zalo mới có mẫu tin.")));
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    Refusal(int code) {
      super("zalo " + code, null, false, false);
      this.code = code;
    }
  }
}
