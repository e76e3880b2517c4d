/**
 * The training page of the demo: any number of simulated phones beside the console, faults to switch, the wire to watch.
 * Start reading at {@link vn.caunoi.console.training.TrainingPages}.
 */
@NullMarked
package vn.caunoi.console.training;

import org.jspecify.annotations.NullMarked;
