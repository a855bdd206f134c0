package io.policap.cli.hubble;

import io.policap.capture.hubble.collect.CollectorCounts;
import io.policap.cli.live.LearningFigures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** How a run stands, in one line. Not safe for several threads. */
final class ProgressText {
    /** The time over which the rate is taken. */
    private static final long RATE_WINDOW = Duration.ofSeconds(10).toNanos();

    private record Sample(long time, long flows) {}

    private final long began;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Lines of a run.
     *
     * @param began when it began, nanoseconds of a clock that only goes forward
     */
    ProgressText(long began) {
        this.began = began;
        samples.add(new Sample(began, 0));
    }

    /** The line of a moment. */
    String line(CollectorCounts counts, LearningFigures figures, int newEdges, long time) {
        StringBuilder line = new StringBuilder()
                .append(elapsed(time - began))
                .append(", ")
                .append(number(counts.flows()))
                .append(" flows (")
                .append(number(rate(counts.flows(), time)))
                .append("/s), ")
                .append(number(figures.workloads()))
                .append(" workloads, ")
                .append(number(figures.edges()))
                .append(" edges (")
                .append(number(newEdges))
                .append(" new in 10m), ")
                .append(number(counts.lost()))
                .append(" lost");
        if (counts.gaps() > 0) {
            line.append(", ").append(number(counts.gaps())).append(counts.gaps() == 1 ? " gap" : " gaps");
        }
        line.append(", ")
                .append(number(figures.stable()))
                .append(" of ")
                .append(number(figures.workloads()))
                .append(" stable");
        int servers = counts.servers().size();
        if (counts.connected() < servers) {
            line.append(", ")
                    .append(number(counts.connected()))
                    .append(" of ")
                    .append(number(servers))
                    .append(servers == 1 ? " server connected" : " servers connected");
        }
        return line.toString();
    }

    private long rate(long flows, long time) {
        samples.add(new Sample(time, flows));
        while (samples.size() > 2 && time - samples.getFirst().time() > RATE_WINDOW) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        double seconds = (time - first.time()) / 1e9;
        return seconds <= 0 ? 0 : Math.round((flows - first.flows()) / seconds);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String elapsed(long nanoseconds) {
        Duration time = Duration.ofNanos(nanoseconds);
        String seconds = String.format(Locale.ROOT, "%dm%02ds", time.toMinutesPart(), time.toSecondsPart());
        if (time.toHours() == 0) {
            return time.toMinutes() == 0 ? time.toSeconds() + "s" : seconds;
        }
        return time.toHours() + "h" + seconds;
    }
}
