package io.policap.cli.hubble;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.capture.hubble.collect.CollectorCounts;
import io.policap.capture.hubble.collect.CollectorOptions;
import io.policap.capture.hubble.collect.HubbleCollector;
import io.policap.capture.hubble.collect.NamedServer;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.cli.console.Console;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.EndOfRun;
import io.policap.cli.source.Ingested;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.LearnOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run that learns from Hubble servers until it is ended: reads, saves again and again, and says how it stands. */
public final class HubbleRun {
}
