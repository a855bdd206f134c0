/** Who owned which address and when, from the objects of the Kubernetes API. */
@NullMarked
package io.policap.infer.inventory;

import org.jspecify.annotations.NullMarked;
