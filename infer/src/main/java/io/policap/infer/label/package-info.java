/** Kubernetes label selectors, as values. */
@NullMarked
package io.policap.infer.label;

import org.jspecify.annotations.NullMarked;
