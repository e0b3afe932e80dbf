/** As the contract says (`accountLimits`), whose schemas stay out of the page. */
export const passwordCharsMin = 12
