/** What the tool has to tell its user, as data. */
@NullMarked
package io.policap.infer.issue;

import org.jspecify.annotations.NullMarked;
