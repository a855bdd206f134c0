package io.policap.infer.policy;

import static java.util.Objects.requireNonNull;

/** A port as policies name it: by number, or by the name that the pod's containers give it. */
public sealed interface PortRef {
    static PortRef of(int number) {
        return new Number(number);
    }

    static PortRef of(String name) {
        return new Name(name);
    }

    /**
     * A port number.
     *
     * @param number 0 to 65535; 0 only in Cilium's kinds, where it stands for all ports
     */
    record Number(int number) implements PortRef {
        public Number {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("port " + number + " is outside 0..65535");
            }
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /**
     * The name of a container port, resolved for each pod by itself.
     *
     * @param name the name, never empty
     */
    record Name(String name) implements PortRef {
        public Name {
            requireNonNull(name, "name");
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a port's name is empty");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
