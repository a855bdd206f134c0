/** What was seen in a recording, mergeable and independent of order. */
@NullMarked
package io.policap.infer.baseline;

import org.jspecify.annotations.NullMarked;
