package vn.caunoi.channel.simulated;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import vn.caunoi.platform.CauNoiSettings;

/** Stand-ins exist in the demo alone: outside it no setting and no row can bring one to life. */
class InDemo implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return CauNoiSettings.from(context.getEnvironment()).demo();
  }
}
