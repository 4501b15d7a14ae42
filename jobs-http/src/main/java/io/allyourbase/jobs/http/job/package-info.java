@NullMarked
package io.allyourbase.jobs.http.job;

import org.jspecify.annotations.NullMarked;
