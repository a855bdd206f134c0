package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import java.util.Comparator;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Comparator<Observation> ORDER = Comparator.comparing(Observation::observer)
            .thenComparing(Observation::side)
            .thenComparing(Observation::origin);

    @Test
    void observationsAreOrderedByObserverThenSideThenOrigin() {
        for (int left = 0; left < 100; left++) {
            for (int right = 0; right < 100; right++) {
                Observation one = observation(left);
                Observation other = observation(right);
                assertThat(Integer.signum(one.compareTo(other)))
                        .as("%s, %s", one, other)
                        .isEqualTo(Integer.signum(ORDER.compare(one, other)));
            }
        }
    }

    private static Observation observation(int number) {
        Origin[] origins = Origin.values();
        Side[] sides = Side.values();
        int rest = number / origins.length;
        return new Observation(
                origins[number % origins.length],
                "node-" + rest / sides.length,
                sides[rest % sides.length],
                new TreeMap<>(),
                Span.NEVER);
    }
}
