/**
 * What a trainee can do with the stand-ins of both networks: play residents on their phones, make things go wrong, watch the wire. In the
 * demo alone. Start reading at {@link vn.caunoi.channel.training.TrainingNetwork}.
 */
@NullMarked
@NamedInterface("training")
package vn.caunoi.channel.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
