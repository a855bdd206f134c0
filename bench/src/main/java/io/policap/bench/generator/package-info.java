/** Captures of any size that look like a Kubernetes node's traffic, from a seed, with their inventory and truth. */
@NullMarked
package io.policap.bench.generator;

import org.jspecify.annotations.NullMarked;
