package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMessage;

/** Every payload of {@code src/test/resources/channel/zalo} and what it means; ids are invented. */
class ZaloEventTableTests {
  private static final Path FOLDER = Path.of("src/test/resources/channel/zalo");
  private static final String OA = "1948273650192837465";
  private static final String RESIDENT = "6647382910564738291";
  private static final String VISITOR = "visitor:a9f3b2c1d0e4f5a6b7c8/c0ffee0123456789abcd";
  private static final String GROUP = "group:f4c1a90b7e22d5136aa0";
  private static final ChannelAccount ACCOUNT = new ChannelAccount(
      UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "default", OA, false, ChannelAccount.Status.ACTIVE, null, 1);

  private static final String TABLE = """
      user_send_text                            R says Text
      user_send_text_numeric_ids                R says Text
      user_send_text_quoting_numbers            R says Text
      user_send_text_button                     R says Pressed
      user_send_text_start                      R says Started
      user_send_text_echo_of_nobody             unknown user_send_text
      user_send_image                           R says Photo
      user_send_image_two                       R says Photo Photo
      user_send_image_without_url               unknown user_send_image
      user_send_gif                             R says Photo
      user_send_location                        R says Location
      user_send_location_flat                   R says Location
      user_send_location_broken                 unknown user_send_location
      user_send_file                            R says Unsupported
      user_send_audio                           R says Unsupported
      user_send_video                           R says Unsupported
      user_send_sticker                         R says Unsupported
      user_send_link                            R says Unsupported
      user_send_link_with_words                 R says Text
      user_send_business_card                   R says Unsupported
      follow                                    R says Followed
      follow_numeric_ids                        R says Followed
      user_follow                               R says Followed
      unfollow                                  R says Left
      user_unfollow                             R says Left
      user_click_chatnow                        R says Started
      user_submit_info                          R says PhoneGiven
      user_submit_info_older                    R says PhoneGiven
      user_submit_info_of_nobody                dropped submit_info
      user_call_oa                              R says Interacted
      oa_call_user                              R says Interacted
      oa_call_user_unanswered                   dropped call
      user_reply_consent                        R says Interacted
      user_reply_consent_refused                dropped consent
      oa_send_consent                           dropped consent
      widget_interaction_accepted               R says Interacted
      widget_failed_to_sync_user_external_id    dropped widget
      user_withdraw                             R says Withdrew
      user_withdraw_with_sender                 R says Withdrew
      user_withdraw_of_nobody                   unknown user_withdraw
      user_received_message                     settled DELIVERED
      user_received_message_other_direction     settled DELIVERED
      user_received_message_of_a_template       settled DELIVERED
      user_seen_message                         settled SEEN SEEN
      user_seen_message_numeric                 settled SEEN SEEN
      user_seen_message_other_direction         settled SEEN
      user_reacted_message                      dropped reaction
      oa_reacted_message                        dropped reaction
      oa_send_text                              settled ECHO
      oa_send_image                             settled ECHO
      oa_send_gif                               settled ECHO
      oa_send_list                              settled ECHO
      oa_send_file                              settled ECHO
      oa_send_sticker                           settled ECHO
      oa_send_link                              settled ECHO
      oa_send_template                          settled ECHO
      oa_send_request_user_info                 settled ECHO
      anonymous_send_text                       V says Elsewhere
      anonymous_send_image                      V says Elsewhere
      anonymous_send_file                       V says Elsewhere
      anonymous_send_sticker                    V says Elsewhere
      anonymous_send_text_without_conversation  dropped visitor
      oa_send_anonymous_text                    settled ECHO
      oa_send_anonymous_image                   settled ECHO
      oa_send_anonymous_file                    settled ECHO
      oa_send_anonymous_sticker                 settled ECHO
      add_user_to_tag                           dropped tag
      remove_user_from_tag                      dropped tag
      remove_tag                                dropped tag
      update_user_info                          dropped user_info
      shop_has_order                            dropped shop
      extension_purchased                       dropped shop
      permission_revoked                        revoked
      user_feedback                             dropped template_feedback
      user_click_response_button                dropped template_feedback
      change_oa_daily_quota                     dropped template_admin
      change_oa_template_tags                   dropped template_admin
      change_template_quality                   dropped template_admin
      change_template_quota                     dropped template_admin
      change_template_status                    dropped template_admin
      event_journey_time_out                    dropped template_admin
      event_journey_acknowledged                dropped template_admin
      create_group                              group CREATED 0
      user_join_group                           group JOINED 1
      user_request_join_group                   group ASKED_TO_JOIN 2
      react_request_join_group                  group ADMITTED 1
      accept_request_join_group                 group ADMITTED 1
      react_request_join_group_accept           group ADMITTED 1
      reject_request_join_group                 group TURNED_AWAY 1
      react_request_join_group_reject           group TURNED_AWAY 1
      add_group_admin                           group ADMIN_ADDED 1
      remove_group_admin                        group ADMIN_REMOVED 1
      update_group_info                         group UPDATED 0
      user_out_group                            group LEFT 2
      user_leave_group                          group LEFT 2
      disperse_group                            group DISBANDED 0
      delete_group                              group DISBANDED 0
      group_event_of_tomorrow                   dropped group_event
      user_send_group_text                      dropped group_message
      user_send_group_image                     dropped group_message
      user_send_group_link                      dropped group_message
      user_send_group_audio                     dropped group_message
      user_send_group_location                  dropped group_message
      user_send_group_video                     dropped group_message
      user_send_group_business_card             dropped group_message
      user_send_group_sticker                   dropped group_message
      user_send_group_gif                       dropped group_message
      user_send_group_file                      dropped group_message
      user_send_group_command                   G says Elsewhere
      user_send_group_mention_alone             G says Elsewhere
      user_send_group_command_to_another        dropped group_message
      oa_send_group_text                        settled ECHO
      oa_send_group_image                       settled ECHO
      oa_send_group_gif                         settled ECHO
      oa_send_group_file                        settled ECHO
      oa_send_group_sticker                     settled ECHO
      oa_send_group_link                        settled ECHO
      console_test_ping                         foreign
      brand_new_event                           unknown user_sent_hologram
      """;

  static Stream<List<String>> rows() {
    return TABLE.lines().map(line -> Arrays.asList(line.strip().split(" {2,}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anEventMeans(List<String> row) throws IOException {
    assertThat(meaning(read(row.getFirst()))).isEqualTo(row.getLast());
  }

  @Test
  void everyPayloadStandsInTheTable() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var payloads = files.map(file -> file.getFileName().toString().replace(".json", "")).collect(Collectors.toCollection(TreeSet::new));
      assertThat(rows().map(List::getFirst)).containsExactlyInAnyOrderElementsOf(payloads);
    }
  }

  private static ZaloEvent read(String file) throws IOException {
    var raw = Files.readAllBytes(FOLDER.resolve(file + ".json"));
    return new ZaloEvents(Clock.systemUTC()).read(JsonMapper.shared().readTree(raw), raw, Map.of(OA, ACCOUNT));
  }

  private static String meaning(ZaloEvent event) {
    return switch (event) {
      case ZaloEvent.Received received -> who(received.messages().getFirst()) + " says " + received.messages().stream()
          .map(message -> message.content().getClass().getSimpleName()).collect(Collectors.joining(" "));
      case ZaloEvent.Settled settled -> "settled " + settled.receipts().stream().map(receipt -> receipt.stage().name()).collect(Collectors.joining(" "));
      case ZaloEvent.InGroup group -> "group " + group.news().change() + " " + group.news().people();
      case ZaloEvent.Dropped dropped -> "dropped " + dropped.kind();
      case ZaloEvent.Revoked revoked -> "revoked";
      case ZaloEvent.Foreign foreign -> "foreign";
      case ZaloEvent.Unknown unknown -> "unknown " + unknown.kind();
    };
  }

  private static String who(InboundMessage message) {
    return Map.of(RESIDENT, "R", VISITOR, "V", GROUP, "G").getOrDefault(message.from().externalId(), "somebody else");
  }
}
