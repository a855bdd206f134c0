/** Hubble's events as JSON lines, as the exporter and {@code hubble observe} write them. */
@NullMarked
package io.policap.capture.hubble.json;

import org.jspecify.annotations.NullMarked;
