package io.policap.infer.baseline;

import java.time.Instant;

/** A span while it grows, in numbers: it is extended for nearly every flow, and nothing is to be allocated for that. */
class GrowingSpan {
    private static final long NEVER_SECOND = Instant.MIN.getEpochSecond();

    private long firstSecond = Instant.MAX.getEpochSecond();
    private int firstNano = Instant.MAX.getNano();
    private long lastSecond = NEVER_SECOND;
    private int lastNano = Instant.MIN.getNano();

    /** Adds one moment; {@link Instant#MIN} means that the time is not known. */
    final void add(Instant time) {
        long second = time.getEpochSecond();
        int nano = time.getNano();
        if (second == NEVER_SECOND && nano == 0) {
            return;
        }
        begin(second, nano);
        end(second, nano);
    }

    final void add(Span span) {
        begin(span.first().getEpochSecond(), span.first().getNano());
        end(span.last().getEpochSecond(), span.last().getNano());
    }

    /** Adds the time between two moments, of which the first is known. */
    final void add(Instant first, Instant last) {
        begin(first.getEpochSecond(), first.getNano());
        end(last.getEpochSecond(), last.getNano());
    }

    /** Whether anything was added. */
    final boolean isKnown() {
        return firstSecond <= lastSecond;
    }

    private void begin(long second, int nano) {
        if (second < firstSecond || (second == firstSecond && nano < firstNano)) {
            firstSecond = second;
            firstNano = nano;
        }
    }

    private void end(long second, int nano) {
        if (second > lastSecond || (second == lastSecond && nano > lastNano)) {
            lastSecond = second;
            lastNano = nano;
        }
    }

    final Span span() {
        return new Span(Instant.ofEpochSecond(firstSecond, firstNano), Instant.ofEpochSecond(lastSecond, lastNano));
    }
}
