/** How a Hubble server is named, reached, and asked for flows; and in plain words why that failed. */
@NullMarked
package io.policap.capture.hubble.access;

import org.jspecify.annotations.NullMarked;
