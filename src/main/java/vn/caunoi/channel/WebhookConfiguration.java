package vn.caunoi.channel;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  WebHttpHandlerBuilderCustomizer webhookDoor(ObjectProvider<Webhook> webhooks) {
    return builder -> builder.httpHandlerDecorator(others -> new WebhookDoor(webhooks.stream().toList(), others));
  }
}
