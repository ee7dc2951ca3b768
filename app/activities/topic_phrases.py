"""The phrases by which a text names a topic: lower case, no marks, parted by commas.

Words that many descriptions hold in passing ("wellbeing", "carers welcome", "our website") stand
only in phrases that say what the activity is about; those of PASSING count in titles only.
What stands under NOTHING keeps its words from being taken for a topic.
"""

from typing import Final

NOTHING: Final = ""
PASSING: Final = (
    "acting, admin, baking, cattle, concert, concerts, cooking, dance, dancing, drama, drawing, "
    "driver, drivers, exhibition, exhibitions, film, films, football, habitat, habitats, "
    "heritage, litter, mentor, mentors, neighbor, neighbors, neighbour, neighbourhood, "
    "neighbours, painting, poem, poems, prayer, puzzle, puzzles, quiz, ranger, rangers, retail, "
    "runners, seniors, sing, singing, sketch, sketching, stretching, stroll, strolls, teen, "
    "teens, veterans, walk, walking, walks, wildlife, worship"
)

PHRASES: Final[dict[str, str]] = {
    "walking": "walk, walks, walking group, walking club, walking, walkers, ramble, rambles, "
    "rambling, ramblers, hike, hikes, hiking, stroll, strolls",
    "gardening": "gardening, gardener, gardeners, community garden, community gardens, garden club",
    "nature_watching": "birding, wildlife, bird walk, butterfly, butterflies, birdwatch, "
    "birdwatching, birdwatchers, bird watch, bird watching, bird feeding, bat walk, moth night",
    "conservation": "conservation, hedge planting, tree planting, habitat, habitats, nature "
    "reserve, ranger, rangers, rewilding, work party, working party",
    "litter_picking": "litter, beach clean, beach cleans, litterpick, litterpicking, litter "
    "picking, litter pick, litter pickers, river clean, river clean up",
    "cycling": "cycling, cyclist, cyclists, bike ride, bike rides, cycle ride, cycle rides, "
    "cycling club",
    "camping_outdoor_skills": "camping, bushcraft, orienteering, campfire",
    "knitting_crochet": "knit, knits, knitting, knitters, crochet, crocheting, fiber group, yarn",
    "sewing": "sewing, sew, stitch, stitchers, stitching, embroidery, quilt, quilts, quilting, "
    "quilters, textiles, weaving",
    "pottery": "pottery, ceramics, clay workshop, clay modelling, modelling clay",
    "woodwork": "woodwork, woodworking, woodturning, woodcarving, wood carving, carpentry",
    "drawing_painting": "painting, drawing, sketch, sketching, sketchers, watercolour, "
    "watercolours, watercolor, watercolors, life drawing, art class, art group, art club",
    "photography": "photography, camera club, photo walk",
    "mixed_crafts": "craft, crafts, crafting, crafters, scrapbooking, card making, papercraft, "
    "papercrafting",
    "repair_cafe": "repair cafe, repair cafes, mending, fixers, repair workshop",
    "bike_repair": "bike repair, bike repairs, bicycle repair, bike workshop, cycle repair",
    "upcycling": "upcycling, upcycle, clothes swap, swap shop, toy swap",
    "shared_workshop": "makerspace, hackspace, hackerspace, mens shed, men s shed, shared "
    "workshop, fab lab, tool library",
    "computers": "computer club, computer help, computer skills, computers, tech help, digital "
    "skills, digital support, it help, digital champion, digital champions",
    "coding_electronics": "coding, computer programming, programmers, electronics, robotics, "
    "raspberry pi",
    "singing": "choir, choirs, singing, sing, singalong, singers, chorus, community choir",
    "playing_music": "ukulele, guitar, drumming, orchestra rehearsal, jam session, open mic, "
    "handbells, brass band, recorder group, music making",
    "listening_to_music": "concert, concerts, live music, record club, gigs",
    "dance": "dance, dances, dancing, dancers, ballroom, salsa, ceilidh, line dance, zumba",
    "drama": "drama, theatre, theater, improv, amateur dramatics, acting",
    "film": "film, films, film club, film night, cinema, movie, movies",
    "reading": "book club, book clubs, bookclub, book group, book groups, reading group, reading "
    "groups, shared reading, readers group, story time, storytime, library assistant, library "
    "volunteer",
    "creative_writing": "writing group, creative writing, writers, writers group, poetry, poets, "
    "poem, poems, memoir",
    "languages": "language exchange, language cafe, sign language class, spanish conversation, "
    "french conversation, german conversation, italian conversation, welsh conversation, spanish "
    "class, french class, german class, italian class, welsh class, spanish group, french group, "
    "language classes, learn welsh, conversation in spanish",
    "english_conversation": "english conversation, conversational english, esol, english language "
    "group, english cafe",
    "local_history": "local history, history group, history society, heritage, archaeology, "
    "family history, genealogy, historical society",
    "talks_discussion": "philosophy, discussion group, debate, lecture, lectures, speaker series, "
    "public talk, talk and discussion",
    "museums_galleries": "art tour, exhibition, museum visit, museum visits, museum tour, museum "
    "volunteer, gallery visit, gallery visits, gallery tour, exhibitions",
    "board_games": "board game, board games, tabletop games, game night, games night, games "
    "evening, games afternoon, games club, mahjong, mah jong, scrabble, boardgame, boardgames",
    "card_games": "card game, card games, bridge club, whist, cribbage, canasta",
    "chess": "chess",
    "quizzes_puzzles": "quiz, quizzes, trivia, jigsaw, jigsaws, puzzle, puzzles, crossword, "
    "crosswords",
    "role_playing_games": "role playing, roleplaying, roleplay games, rpg, dungeons and dragons, "
    "dungeons dragons, d and d",
    "video_games": "video game, video games, gaming, esports, gamer, gamers",
    "gentle_exercise": "gentle exercise, seated exercise, chair exercise, chair yoga, pilates, "
    "keep fit, stretching, strength and balance, walking with ease, green gym",
    "yoga_tai_chi": "yoga, tai chi, taichi, qigong, qi gong",
    "running": "running club, running group, run club, runners, jogging, joggers, parkrun, park "
    "run, couch to 5k, group run, social run",
    "swimming": "swim, swims, swimming, swimmers, aqua aerobics, cold water dip",
    "football": "football, walking football, soccer, futsal",
    "racket_sports": "table tennis, ping pong, badminton, tennis, pickleball, squash club",
    "bowls": "lawn bowls, bowls club, carpet bowls, indoor bowls, bowling, boules, petanque, "
    "croquet",
    "other_sport": "cricket, rugby, hockey, netball, basketball, volleyball, rowing, sailing, "
    "golf, climbing, archery, boccia, goalball, skating, gymnastics, athletics, martial arts",
    "cooking": "cooking, cookery, cook together, cooks",
    "baking": "baking, bake, bakers, bread making, sourdough, cake decorating",
    "shared_meals": "lunch club, community lunch, community meal, community meals, shared meal, "
    "shared meals, supper club, community kitchen, community dining, senior dining, potluck",
    "coffee_chat": "coffee morning, coffee mornings, coffee and chat, chat cafe, chatty cafe, tea "
    "and chat, cup of tea and a chat, natter, hot drinks and chat, hot drinks chat",
    "growing_food": "allotment, allotments, growing food, food growing, vegetable garden, "
    "community orchard, permaculture, community growing",
    "dog_walking": "dog walk, dog walks, dog walking, dog walker, dog walkers",
    "animal_care": "animal shelter, animal rescue, animal care, cat rescue, dog rescue, "
    "livestock, cattle, kennels, cattery, guide dogs, guide dog",
    "horses": "horse, horses, horse riding, pony, ponies, stables, riding for the disabled",
    "lgbtq_community": "lgbt, lgbtq, lgbtqia, gay, lesbian, lesbians, bisexual, queer, "
    "transgender, trans and non binary, pride group, pridefest",
    "newcomers": "newcomers, new to the area, new in town, refugee, refugees, asylum seekers, "
    "expats, new arrivals",
    "cultures": "intercultural, multicultural, caribbean, south asian, polish community, cultural "
    "exchange, black history",
    "faith": "prayer, bible, church service, worship, interfaith, quran, torah, shabbat, dharma, "
    "zazen, sangha, faith group, quaker, quakers",
    "neighbours": "neighbour, neighbours, neighbor, neighbors, neighbourhood, residents group, "
    "street party",
    "families": "stay and play, toddler, toddlers, baby group, family events, baby and toddler, "
    "parent and toddler, playgroup, family fun, lego club",
    "older_people": "over 50s, over 60s, over 65s, older people, seniors, senior citizens, "
    "pensioners, age uk, later life, senior center, u3a",
    "young_people": "teens, teen, teenager, teenagers, young people, young adults, youth group",
    "campaigning": "campaigning, activism, climate action, residents association, phone bank, "
    "phonebank, climate campaign",
    "anxiety_peer_support": "panic attacks, shyness, social phobia, social anxiety, anxiety "
    "support, anxiety group, anxiety peer support, anxiety cafe, anxiety uk, living with anxiety, "
    "anxious people, overcoming anxiety",
    "low_mood_peer_support": "low mood, mental health peer support, mental health support group, "
    "depression support, depression group, living with depression, depression and bipolar, "
    "bipolar support, bipolar uk, bipolar group",
    "recovery": "in recovery, recovery group, recovery groups, recovery meeting, recovery cafe, "
    "addiction, addictions, narcotics anonymous, na meeting, cocaine anonymous, smart recovery, "
    "refuge recovery, recovery dharma, twelve step, 12 step, drug and alcohol, substance use, "
    "addiction recovery",
    "alcohol_free_living": "alcoholics anonymous, aa meeting, sober, sobriety, alcohol free, al "
    "anon, alanon, alateen, drink free",
    "gambling": "gamblers anonymous, gambling, gam anon",
    "eating": "eating disorder, eating disorders, overeaters anonymous, overeating, anorexia, "
    "bulimia, binge eating",
    "grief": "grief, grieving, bereaved, bereavement, widow, widows, widowed, widowers, death "
    "cafe, child loss, baby loss",
    "carers": "carers group, young carers, carers support, carer support, unpaid carers, carers "
    "cafe, for carers, carers meeting, carers hub, caregiver support, caregivers support, "
    "caregiver group, carers week",
    "parents": "new parents, single parents, parents group, new mums, fathers group, "
    "breastfeeding, postnatal, perinatal, foster parents, parents support, parent support, "
    "parents and carers group, parent and carer group, for parents, dads group, mums group, dads "
    "club",
    "long_term_illness": "chronic pain, chronic illness, long term condition, long term "
    "conditions, long covid, fibromyalgia, stroke group, stroke survivors, parkinson s, "
    "parkinsons, multiple sclerosis, epilepsy, arthritis, me cfs, tinnitus, cancer support, "
    "living with cancer, people with cancer, cancer survivors, cancer group, diabetes support, "
    "diabetes group, living with diabetes",
    "dementia": "dementia, alzheimers, alzheimer s, memory cafe, memory loss",
    "disability": "wheelchair users, visually impaired, sight loss, hearing loss, learning "
    "disability, learning disabilities, disability group, disability charity, people with "
    "disabilities, people with a disability, disabled people, disabled adults, disabled children, "
    "blind people, deaf people, deaf community, deaf club",
    "neurodiversity": "autism, autistic, adhd, neurodivergent, neurodiverse, neurodiversity, "
    "dyslexia",
    "life_changes": "divorce, menopause, separation and divorce, divorcecare, redundancy support, "
    "planning retirement",
    "veterans": "veteran, veterans, ex forces, ex services, armed forces community",
    "mindfulness": "mindfulness, mindful, meditation, meditate, breathwork",
    "listening_space": "listening space, listening cafe, listening group, talking group, talking "
    "circle, safe space to talk, space to talk, peer support group",
    "sleep_rest": "sleep group, sleep well, better sleep",
    "wellbeing": "wellbeing group, wellbeing cafe, wellbeing hub, wellbeing session, wellbeing "
    "walk, wellbeing volunteer, wellbeing officer, mental health group, mental health cafe, "
    "mental health volunteer, wellness group",
    "befriending": "companion volunteer, compassionate neighbour, volunteer buddy, good "
    "neighbour, home visiting, befriend, befriender, befrienders, befriending, telephone "
    "befriending",
    "driving": "driver, drivers, community transport, car scheme, minibus, deliver meals, meals "
    "on wheels, volunteer driving, driving volunteer",
    "food_bank": "food bank, food banks, foodbank, foodbanks, food pantry, food pantries, "
    "community fridge, soup kitchen, food distribution, food hub, food deals, community pantry",
    "events_stewarding": "steward, stewards, stewarding, marshal, marshals, marshalling, event "
    "volunteer, event volunteers, event support, event assistant, event assistants, usher, "
    "ushers, festival volunteer, festival volunteers",
    "admin_office": "admin, administrator, office volunteer, office support, receptionist, data "
    "entry, reception volunteer, reception volunteers, office admin",
    "charity_shop": "charity shop, charity shops, shop volunteer, retail, thrift shop, shop "
    "assistant, shop assistants, bric a brac",
    "sports_coaching": "volunteer coach, football coach, sports coach, swimming coach, team "
    "captain, club captain, referee, volunteer official, sports leader, umpire, sports coaching, "
    "football coaching, coaching assistant, coaching volunteer, swim coach",
    "mentoring_tutoring": "mentor, mentors, mentoring, tutor, tutors, tutoring, homework club, "
    "reading volunteer, support reading, adult literacy, adult numeracy, teaching assistant",
    "helplines": "helpline, helplines, crisis line, call taker, listening volunteer",
    "fundraising": "fundraising, fundraiser, fundraisers, collection tin, collections volunteer, "
    "poppy appeal, bake sale, bake sales, sponsored walk, charity walk",
    "trustees_committees": "trustee, trustees, board member, board members, treasurer, management "
    "board, chair of trustees, school governor, school governors, committee member, committee "
    "members, honorary secretary",
    "hospital_care_visits": "hospital volunteer, ward visitor, ward volunteer, community "
    "hospital, care home, care homes, hospice, hospital radio, nursing home",
    "buildings_upkeep": "grounds volunteer, handyman, handyperson, grounds maintenance, building "
    "maintenance, gardening maintenance, maintenance volunteer, maintenance team, maintenance "
    "buildings, painting and decorating, decorating volunteer",
    "cafe_kitchen": "cafe volunteer, kitchen volunteer, cafe assistant, kitchen helper, kitchen "
    "assistant, hospitality volunteer, tea room volunteer, volunteer cook",
    "youth_work": "youth club, youth clubs, youth worker, scout, scouts, scout group, beavers, "
    "cubs, guides leader, girlguiding, brownies leader, rainbows leader, 4 h club",
    "website_media": "digital marketing, newsletter editor, social media volunteer, social media "
    "specialist, social media manager, social media website, website volunteer, website editor, "
    "communications officer, communications volunteer, marketing volunteer, marketing officer",
    "interpreting": "interpreter, interpreters, interpreting, translator, translators, translation",
    "safety_rescue": "first aid, first aider, first aiders, first responder, first responders, "
    "lifeguard, lifeboat, mountain rescue, search and rescue",
    NOTHING: "walk in, walk ins, walk up, walk through, walk out, walk away, short walk from, "
    "minute walk, minutes walk, walking distance, sign language interpreter, sign language "
    "interpreters, concert hall, film studies, no alcohol, alcohol free venue, drawing room, "
    "drawing to a close, prize drawing, raffle drawing, swimming pool closed, tennis court, "
    "tennis courts, football pitch, cricket pavilion, cricket club house, golf club house, taxi "
    "driver, taxi drivers, garden centre, winter garden, walks of life, habitat for humanity, "
    "walk of life, craft beer, craft beers, driver s licence, drivers licence, driver licence, "
    "driver s license, drivers license, dance floor, life coaching, career mentor",
}
