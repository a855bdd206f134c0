/** A running cluster: its inventory kept current, and a way to Hubble's relay. Loads the Kubernetes client when used. */
@NullMarked
package io.policap.capture.kubernetes.live;

import org.jspecify.annotations.NullMarked;
