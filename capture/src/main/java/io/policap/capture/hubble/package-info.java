/** Hubble's flows: the JSON lines that the exporter and {@code hubble observe} write, and what they mean. */
@NullMarked
package io.policap.capture.hubble;

import org.jspecify.annotations.NullMarked;
