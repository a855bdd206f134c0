/** Ranges of addresses: which are nobody's to open, which a user knows, and how prefixes are joined within a budget. */
@NullMarked
package io.policap.infer.range;

import org.jspecify.annotations.NullMarked;
