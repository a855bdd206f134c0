package io.policap.infer.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendTest {
    private static final Comparator<Backend> ORDER = Comparator.<Backend, Boolean>comparing(
                    backend -> backend.pod().isEmpty())
            .thenComparing(
                    (left, right) -> left.pod().isPresent() && right.pod().isPresent()
                            ? left.pod().get().compareTo(right.pod().get())
                            : 0)
            .thenComparing(backend -> backend.addresses().toString())
            .thenComparing(Backend::port);

    @Test
    void podsComeFirstThenTheTextsOfAddressesThenPorts() {
        List<Optional<PodRecord>> pods = List.of(
                Optional.empty(),
                Optional.of(Pods.pod("web-1").record()),
                Optional.of(Pods.pod("web-2").record()));
        List<Backend> backends = new ArrayList<>();
        for (Optional<PodRecord> pod : pods) {
            for (String address : List.of("10.0.0.1", "10.0.0.10", "10.0.0.2")) {
                for (int port : new int[] {80, 443, 8080}) {
                    backends.add(new Backend(pod, List.of(Ip.parse(address)), port));
                }
            }
        }
        for (Backend left : backends) {
            for (Backend right : backends) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .as("%s, %s", left, right)
                        .isEqualTo(Integer.signum(ORDER.compare(left, right)));
            }
        }
    }
}
