package vn.caunoi.channel;

import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  WebHttpHandlerBuilderCustomizer webhookDoor(ObjectProvider<Webhook> webhooks, ObjectProvider<AccountPulse> pulse) {
    return builder -> builder.httpHandlerDecorator(others -> {
      var told = pulse.getObject();
      return new WebhookDoor(webhooks.stream().toList(), others, (path, account, answer) -> tell(told, path, account, answer));
    });
  }

  /** A wrong signature is worth telling as much as a right one; what is no event, or could not be stored, says nothing about it. */
  private static void tell(AccountPulse pulse, String path, String account, HttpStatus answer) {
    if (answer.is2xxSuccessful() || answer == HttpStatus.UNAUTHORIZED) {
      var network = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
      pulse.called(Channel.valueOf(network.toUpperCase(Locale.ROOT)), account, answer.is2xxSuccessful());
    }
  }
}
