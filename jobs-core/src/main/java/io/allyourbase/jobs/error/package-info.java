@NullMarked
package io.allyourbase.jobs.error;

import org.jspecify.annotations.NullMarked;
