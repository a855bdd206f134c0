package io.policap.capture.packet;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Vantage;
import java.util.List;

/**
 * A capture, and from where it was taken.
 *
 * @param name what it is called in places
 * @param vantages of each of its interfaces, in their order
 */
public record TakenCapture(String name, List<Vantage> vantages) {
    public TakenCapture {
        requireNonNull(name, "name");
        vantages = List.copyOf(vantages);
    }
}
