package vn.caunoi.console.training;

import java.util.List;
import vn.caunoi.channel.training.Bubble;
import vn.caunoi.channel.training.Phone;

/** What one phone shows. */
record Screen(Phone phone, List<Bubble> talk) {}
