/** What Hubble's events mean, however they were decoded: flows, skips and blind spots. */
@NullMarked
package io.policap.capture.hubble.event;

import org.jspecify.annotations.NullMarked;
